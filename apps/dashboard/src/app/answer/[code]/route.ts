import { answerPageRoute } from '../../../server/rest/answer-page.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = answerPageRoute
