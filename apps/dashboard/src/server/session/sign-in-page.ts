/**
 * What a browser sees that is not signed in. It stands alone: without a cookie no script and no style sheet is had.
 * `nonce` is the one of the answer's policy.
 */
export function signInPage(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in · SpecFlow</title>
<style>${STYLE}</style>
<main>
<h1>Sign in to SpecFlow</h1>
<p role="status" id="status">One moment…</p>
<form id="form" hidden>
<label for="link">Sign-in link</label>
<input id="link" name="link" autocomplete="off" spellcheck="false" required placeholder="http://127.0.0.1:4747/#code=…">
<button>Sign in</button>
</form>
<p class="hint">The server printed a link when it started. It is good once and for ten minutes; this prints a new one, in the folder of SpecFlow:</p>
<pre>npm run token</pre>
<noscript><p>Signing in needs JavaScript.</p></noscript>
</main>
<script nonce="${nonce}">${SCRIPT}</script>
</html>
`
}

/** The colours of the dashboard's `globals.css`, which this page cannot load. */
const STYLE = `
:root { color-scheme: light dark; font: 15px/1.6 system-ui, sans-serif }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#fafafa, #0b0b0d); color: light-dark(#18181b, #ededf0) }
main { width: min(26rem, 100vw - 3rem); padding: 2rem 0 }
h1 { font-size: 1.2rem; margin: 0 0 .75rem }
p, form { margin: 0 0 1rem }
label { display: block; font-size: .85rem; margin-bottom: .25rem }
input, button { font: inherit; box-sizing: border-box; padding: .5rem .7rem; border-radius: .4rem }
input { width: 100%; border: 1px solid light-dark(#8b8b93, #77777f); background: light-dark(#fff, #131316); color: inherit; margin-bottom: .6rem }
button { border: 0; background: light-dark(#4f46e5, #8b8cf8); color: light-dark(#fff, #0b0b0d); font-weight: 600; cursor: pointer }
pre { margin: 0; padding: .6rem .8rem; border-radius: .4rem; background: light-dark(#f0f0f2, #1b1b1f); overflow-x: auto }
.hint { color: light-dark(#52525b, #b0b0b9); font-size: .9rem }
`

/**
 * The code leaves the address before it is spent. Without one, the cookie may have been held back because a page of
 * another site led here: then this page, which is of ours, opens the same address again, and at most once in ten seconds.
 */
const SCRIPT = `
const status = document.getElementById('status')
const form = document.getElementById('form')
const AGAIN = 'specflow:opened-again'
const codeOf = (text) => text.includes('#code=') ? text.slice(text.indexOf('#code=') + 6) : text
const ask = (say) => { status.textContent = say; form.hidden = false }
const open = () => location.replace(location.pathname + location.search)

async function signIn(code) {
  status.textContent = 'Signing in…'
  const answer = await fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  }).catch(() => undefined)
  if (answer?.ok) return open()
  const body = await answer?.json().catch(() => undefined)
  ask(body?.error?.message ?? 'The server does not answer. Is it running?')
}

async function lookForCookie() {
  const last = Number(sessionStorage.getItem(AGAIN))
  const answer = await fetch('/api/session').catch(() => undefined)
  if (answer?.ok && Date.now() - last > 10000) {
    sessionStorage.setItem(AGAIN, String(Date.now()))
    return open()
  }
  ask('This browser is not signed in.')
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  signIn(codeOf(form.link.value.trim()))
})
const code = location.hash.startsWith('#code=') ? location.hash.slice(6) : ''
if (code) history.replaceState(history.state, '', location.pathname + location.search)
if (code) signIn(code)
else lookForCookie()
`
