import type { AnswerByLinkInput } from '@specflow/workflow/schema'
import { readJsonBody } from '../body/read-json-body.ts'
import { defineRoute } from './define-route.ts'
import { respond } from './respond.ts'

/** For whoever has an answer link and no token: the code in the body is all that lets it in. */
export const answerLinkRoute = defineRoute({
  POST: async ({ request, api }) =>
    respond(await api.answerLink.answer((await readJsonBody(request)) as AnswerByLinkInput)),
})
