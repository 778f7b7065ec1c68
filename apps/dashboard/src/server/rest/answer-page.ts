import { describeError, toErrorBody } from '@specflow/api'
import { answerPage } from '../answer-page/answer-page.ts'
import { refusedPage } from '../answer-page/refused-page.ts'
import { defineRoute } from './define-route.ts'

/** The page of an answer link. To look at it spends nothing: those who preview links look too. */
export const answerPageRoute = defineRoute({
  GET: async ({ request, api }) => {
    const nonce = readNonce(request)
    const code = new URL(request.url).pathname.split('/').at(-1) ?? ''
    try {
      return html(200, answerPage(await api.answerLink.show({ code }), nonce))
    } catch (error) {
      return html(toErrorBody(error).status, refusedPage(describeError(error).message, nonce))
    }
  },
})

/** The front makes one for every request, and lets no client set it. */
function readNonce({ headers }: Request): string {
  const nonce = headers.get('x-nonce') ?? ''
  return /^[A-Za-z0-9+/=]*$/.test(nonce) ? nonce : ''
}

function html(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
    },
  })
}
