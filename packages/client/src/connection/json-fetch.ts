import { WorkflowConnectionError } from '../errors.ts'

/** What a client asks with; the global one where nothing else is given. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** A `fetch` that answers only what SpecFlow answered. @throws WorkflowConnectionError for everything else, but for an abort. */
export function createJsonFetch(url: string, ask: Fetch): Fetch {
  return async (address, init) => {
    const response = await ask(address, init).catch((cause: unknown) => {
      if (init.signal?.aborted) throw cause
      throw new WorkflowConnectionError(url, `No SpecFlow server answers at ${url}.`, { cause })
    })
    if (isJson(response)) return response
    // Whether that works changes nothing.
    response.body?.cancel().catch(() => undefined)
    const status = String(response.status)
    throw new WorkflowConnectionError(
      url,
      `What answers at ${url} is no SpecFlow server: status ${status} without JSON.`,
    )
  }
}

function isJson(response: Response): boolean {
  return response.headers.get('content-type')?.includes('application/json') ?? false
}
