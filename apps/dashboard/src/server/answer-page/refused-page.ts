import { escapeHtml } from '../escape-html.ts'
import { pageShell } from './page-shell.ts'

export function refusedPage(message: string, nonce: string): string {
  const body = `<h1>Nothing to answer here</h1>\n<p>${escapeHtml(message)}</p>`
  return pageShell({ title: 'SpecFlow: nothing to answer here', body, nonce })
}
