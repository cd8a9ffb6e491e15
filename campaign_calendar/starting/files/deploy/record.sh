#!/bin/sh
# After output/ is live: put its published.json on the branch from which the next build takes it.
# Nothing is forced: a branch that somebody else moved meanwhile stops this with an error.
set -eu
cd "$(dirname "$0")/.."
branch=${RECORD_BRANCH:-published}
remote=${RECORD_REMOTE:-origin}
parent=$(git ls-remote --heads "$remote" "$branch" | cut -f1)
blob=$(git hash-object -w "${1:-output}/published.json")
tree=$(printf '100644 blob %s\tpublished.json\n' "$blob" | git mktree)
if [ -n "$parent" ]; then
    git fetch --quiet "$remote" "$branch"
    [ "$(git rev-parse "$parent^{tree}")" != "$tree" ] || exit 0
fi
export GIT_AUTHOR_NAME=publication GIT_AUTHOR_EMAIL=publication@localhost
export GIT_COMMITTER_NAME=publication GIT_COMMITTER_EMAIL=publication@localhost
commit=$(git commit-tree "$tree" ${parent:+-p "$parent"} -m "Published $(git rev-parse --short HEAD)")
git push --quiet "$remote" "$commit:refs/heads/$branch"
