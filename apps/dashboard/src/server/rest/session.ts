import { WorkflowError } from '@specflow/workflow'
import { readJsonBody } from '../body/read-json-body.ts'
import { sessionCookie } from '../session/cookie.ts'
import { signInInputSchema } from '../session/schema.ts'
import { defineRoute } from './define-route.ts'
import { respond } from './respond.ts'

/** Signs a browser in with the code of a link, and tells whether one is. The guard lets in who is, so GET has nothing to find out. */
export const sessionRoute = defineRoute({
  GET: () => respond({ signedIn: true }),

  POST: async ({ request, container: { sessions } }) => {
    const parsed = signInInputSchema.safeParse(await readJsonBody(request))
    if (!parsed.success) {
      throw new WorkflowError(
        'INVALID_INPUT',
        'The body must be {"code": "…"}, with the code of a sign-in link.',
      )
    }
    if (!sessions) return respond({ signedIn: true })
    if (!sessions.redeemCode(parsed.data.code)) {
      throw new WorkflowError(
        'UNAUTHORIZED',
        'This link was used already, is older than ten minutes, or is of another start of the server. "npm run token" prints a new one.',
      )
    }
    const isHttps = request.headers.get('origin')?.startsWith('https:') === true
    return respond({ signedIn: true }, 200, { 'Set-Cookie': sessionCookie(sessions, isHttps) })
  },
})
