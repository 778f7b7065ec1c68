/**
 * Takes the code out of the address before anything else runs, so that it is neither shown nor kept in the tab's history,
 * and spends it. For a page that was opened with a link although its browser is signed in already; the sign-in page has
 * its own.
 */
export const LINK_CODE_SCRIPT = `(() => {
  if (!location.hash.startsWith('#code=')) return
  const code = location.hash.slice(6)
  history.replaceState(history.state, '', location.pathname + location.search)
  fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  }).catch(() => undefined)
})()`
