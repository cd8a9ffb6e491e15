"""A host's name in; the files that publish there, with what differs between hosts filled in, out."""

from __future__ import annotations

from collections.abc import Iterator

Deployed = tuple[str, str, dict[str, str]]  # the file's path, the file of ours it is made from, and its values

PAGES = """\
      - uses: actions/upload-pages-artifact@v3
        with:
          path: output
      - uses: actions/deploy-pages@v4
"""
NETLIFY = """\
      - name: Deploy
        run: npx --yes netlify-cli deploy --prod --no-build --dir output
        env:
          NETLIFY_AUTH_TOKEN: ${{ secrets.NETLIFY_AUTH_TOKEN }}
          NETLIFY_SITE_ID: ${{ secrets.NETLIFY_SITE_ID }}
"""
CLOUDFLARE = """\
      - name: Deploy
        run: npx --yes wrangler pages deploy output --project-name "$PROJECT" --branch main
        env:
          PROJECT: ${{ vars.CLOUDFLARE_PROJECT }}
          CLOUDFLARE_API_TOKEN: ${{ secrets.CLOUDFLARE_API_TOKEN }}
          CLOUDFLARE_ACCOUNT_ID: ${{ secrets.CLOUDFLARE_ACCOUNT_ID }}
"""
RSYNC = """\
      - name: Deploy
        run: |
          umask 077
          mkdir -p ~/.ssh
          printf '%s\\n' "$KEY" > ~/.ssh/id_deploy
          printf '%s\\n' "$KNOWN_HOSTS" > ~/.ssh/known_hosts
          rsync --recursive --times --delete --delay-updates --rsh "ssh -i ~/.ssh/id_deploy" output/ "$TARGET"
        env:
          KEY: ${{ secrets.SSH_KEY }}
          KNOWN_HOSTS: ${{ secrets.SSH_KNOWN_HOSTS }}
          TARGET: ${{ vars.DEPLOY_TARGET }}
"""
STEPS = {"github-pages": PAGES, "netlify": NETLIFY, "cloudflare-pages": CLOUDFLARE, "rsync": RSYNC}
ENVIRONMENT = """\
    environment:
      name: github-pages
"""


def deployment(host: str) -> Iterator[Deployed]:
    """GitLab publishes its own pages; everywhere else a workflow of GitHub does."""
    if host == "gitlab-pages":
        yield ".gitlab-ci.yml", "gitlab/gitlab-ci.yml", {}
        return
    is_pages = host == "github-pages"
    values = {
        "permissions": "  pages: write\n  id-token: write" if is_pages else "",
        "environment": ENVIRONMENT.rstrip("\n") if is_pages else "",
        "deploy": STEPS[host].rstrip("\n"),
    }
    yield ".github/workflows/publish.yml", "github/publish.yml", values
    yield ".github/workflows/check.yml", "github/check.yml", {}
