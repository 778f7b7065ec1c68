import { whenHeadChanges } from './when-head-changes.ts'

/** Keeps a number on the page's icon, whichever page is gone to; answers how to take it away. */
export function keepFaviconCount(count: number): () => void {
  const badged = iconOf(draw(count))
  const stop = whenHeadChanges(() => {
    show(badged)
  })
  return () => {
    stop()
    // Drawn, too: for the file itself the browser would ask the server, which a hidden page does not.
    show(iconOf(MARK))
  }
}

function show(icon: string): void {
  for (const link of document.head.querySelectorAll('link[rel="icon"]')) {
    if (link.getAttribute('href') !== icon) link.setAttribute('href', icon)
  }
}

function iconOf(content: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${content}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

function draw(count: number): string {
  const text = count > 9 ? '9+' : String(count)
  return `${MARK}<circle cx="21" cy="11" r="11" fill="#fbbf24"/><text x="21" y="17" text-anchor="middle" font-family="sans-serif" font-size="${text.length > 1 ? '14' : '17'}" font-weight="700" fill="#18181b">${text}</text>`
}

/** As in app/icon.svg. */
const MARK =
  '<rect width="32" height="32" rx="8" fill="#4f46e5"/><path d="M9 8h8a4 4 0 0 1 0 8h-2a4 4 0 0 0 0 8h3.5" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/><circle cx="9" cy="8" r="2.75" fill="#fff"/><circle cx="21" cy="24" r="2.75" fill="#fff"/>'
