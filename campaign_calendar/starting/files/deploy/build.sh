#!/bin/sh
# Build output/ from content/ and from the record of what subscribers have, which is kept on a branch of its own.
# A copy of the record that was just loaded from the site may be an old one, out of a cache; the branch never is.
# Arguments are those of `campaign-calendar build`. FIRST_PUBLICATION=true says that there is no record yet.
set -eu
cd "$(dirname "$0")/.."
branch=${RECORD_BRANCH:-published}
answer=0
git ls-remote --exit-code --heads origin "$branch" >/dev/null || answer=$?
case $answer in
0)
    git fetch --quiet origin "$branch"
    mkdir -p .record
    git show FETCH_HEAD:published.json >.record/published.json
    known=.record/published.json
    ;;
2)
    if [ "${FIRST_PUBLICATION:-}" != true ]; then
        echo "There is no branch '$branch' with the record of what is published." >&2
        echo "If nothing was ever published, run this once with FIRST_PUBLICATION=true." >&2
        echo "If something was, put the published.json of the live site on that branch first:" >&2
        echo "without it every event would look new on every phone." >&2
        exit 2
    fi
    known=none
    ;;
*)
    echo "The branches of origin cannot be listed, so that it is not known what is published." >&2
    exit 3
    ;;
esac
campaign-calendar build --published "$known" "$@"
