import { answerLinkRoute } from '../../../server/rest/answer-link.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = answerLinkRoute
