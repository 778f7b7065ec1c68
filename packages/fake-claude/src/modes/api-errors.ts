interface ApiError {
  type: string
  text: string
}

const USUALLY_TEMPORARY = 'This is a server-side issue, usually temporary — try again in a moment.'

/** How the real command reports what the API refused, by HTTP status. */
export const API_ERRORS: ReadonlyMap<number, ApiError> = new Map([
  [401, { type: 'authentication_error', text: 'Invalid API key · Fix external API key' }],
  [403, { type: 'permission_error', text: 'Failed to authenticate. API Error: 403 forbidden' }],
  [404, { type: 'not_found_error', text: "There's an issue with the selected model. It may not exist." }],
  [429, { type: 'rate_limit_error', text: 'API Error: Request rejected (429) · rate limited' }],
  [500, { type: 'api_error', text: `API Error: 500 internal. ${USUALLY_TEMPORARY}` }],
  [529, { type: 'overloaded_error', text: `API Error: 529 Overloaded. ${USUALLY_TEMPORARY}` }],
])
