import { escapeHtml } from '../escape-html.ts'

/** The policy of the front allows what the dashboard needs; of that this page needs nothing but its own script and its one call. */
const policyOf = (nonce: string) =>
  `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'`

/** A page in one file. `body` is HTML. */
export function pageShell({ body, nonce, title }: { title: string; body: string; nonce: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}

const STYLE = `
:root { color-scheme: light dark; --ink: #18181b; --quiet: #52525b; --paper: #fff; --line: #a1a1aa; --strong: #1d4ed8; --on-strong: #fff }
@media (prefers-color-scheme: dark) {
  :root { --ink: #fafafa; --quiet: #a1a1aa; --paper: #18181b; --line: #71717a; --strong: #93c5fd; --on-strong: #172554 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 40rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere }
h1 { font-size: 1.25rem }
.quiet { color: var(--quiet); font-weight: normal; font-size: .875rem }
legend .quiet, .choice .quiet { display: block }
bdi { white-space: pre-wrap }
fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 1rem; padding: .75rem; min-width: 0 }
legend { font-weight: 600; padding: 0; float: left; width: 100%; margin-bottom: .5rem }
legend ~ * { clear: both }
.choice { display: flex; gap: .75rem; padding: .5rem 0; min-height: 2.75rem }
.choice > span { min-width: 0 }
input { flex: none; width: 1.25rem; height: 1.25rem; margin: .125rem 0 }
textarea { display: block; width: 100%; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .5rem; padding: .5rem }
button { font: inherit; font-weight: 600; width: 100%; min-height: 2.75rem; border: 0; border-radius: .5rem; background: var(--strong); color: var(--on-strong) }
button:disabled { opacity: .6 }
.note:not(:empty) { border-left: 4px solid var(--strong); padding: .5rem .75rem }
[hidden] { display: none }
`
