import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { newTokenSchema, signedInSchema, signInInputSchema, signInLinkSchema } from '../session/schema.ts'
import { operation } from './operation.ts'

export const SESSION_PATHS: ZodOpenApiPathsObject = {
  '/api/session': {
    get: operation({
      id: 'session',
      summary: 'Whether this browser is signed in',
      answers: { 200: { schema: signedInSchema, description: 'It is; otherwise the answer is 401.' } },
    }),
    post: {
      ...operation({
        id: 'signIn',
        summary: 'Sign a browser in with the code of a link',
        description: 'Needs no token. A code is good once, for ten minutes.',
        body: { schema: signInInputSchema, example: { code: 'what follows #code= in the link' } },
        answers: { 200: { schema: signedInSchema, description: 'With the cookie of the session.' } },
      }),
      security: [],
    },
  },
  '/api/session/link': {
    post: {
      ...operation({
        id: 'createSignInLink',
        summary: 'A link that signs one browser in',
        answers: { 200: { schema: signInLinkSchema, description: 'Good once, until then.' } },
      }),
      security: [{ token: [] }],
    },
  },
  '/api/session/rotate': {
    post: {
      ...operation({
        id: 'rotateToken',
        summary: 'A new token in place of the old one',
        description: 'Programs and browsers that have the old one are out from then on.',
        answers: { 200: { schema: newTokenSchema, description: 'The new one, also in its file.' } },
      }),
      security: [{ token: [] }],
    },
  },
}
