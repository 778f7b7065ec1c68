/** The header of a refusal that says when asking again may help; nothing for one that does not say. */
export function retryAfter(
  ...refusals: { details?: Record<string, unknown> | undefined }[]
): Record<string, string> {
  const seconds = refusals
    .map(({ details }) => details?.retryAfterSeconds)
    .filter((one) => typeof one === 'number')
  return seconds.length === 0 ? {} : { 'Retry-After': String(Math.max(...seconds)) }
}
