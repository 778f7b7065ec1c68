import { iterateChanges } from './changes.ts'
import type { CallOptions, WorkflowClient } from './client.ts'
import { connect } from './connection/connect.ts'
import type { Fetch } from './connection/json-fetch.ts'
import { createRequestId } from './connection/request-id.ts'
import { waitForExecution } from './wait.ts'

const DEFAULT_RETRY_MS = 5_000
const DEFAULT_WAIT_RETRY_MS = 60_000

export interface WorkflowClientOptions {
  /** Such as `http://127.0.0.1:4747`. */
  url: string
  /** What `<SPECFLOW_HOME>/token` holds. A page of the server itself needs none: it has the cookie. */
  token?: string | undefined
  /** So long a call that may be repeated waits for a server that is away; 5 s by default. */
  retryForMs?: number | undefined
  fetch?: Fetch | undefined
}

/** A client of one server. It holds no connection and needs no end. @throws TypeError for a url that is none. */
export function createWorkflowClient(options: WorkflowClientOptions): WorkflowClient {
  const { retryForMs: usualRetryMs = DEFAULT_RETRY_MS } = options
  const { askOnce, askSafely } = connect({
    url: readUrl(options.url),
    token: options.token,
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
  })
  const usually = ({ retryForMs = usualRetryMs, signal }: CallOptions = {}) => ({ retryForMs, signal })
  const patiently = ({ retryForMs = DEFAULT_WAIT_RETRY_MS, signal }: CallOptions) => ({ retryForMs, signal })
  /** One id for all attempts. */
  const identified = <Input extends { requestId?: string | undefined }>(input: Input) => ({
    ...input,
    requestId: input.requestId ?? createRequestId(),
  })

  return {
    start(given, call) {
      const input = identified(given)
      return askSafely((api, request) => api.workflow.start.mutate(input, request), usually(call))
    },
    followUp(given, call) {
      const input = identified(given)
      return askSafely((api, request) => api.workflow.followUp.mutate(input, request), usually(call))
    },
    retry(given, call) {
      const input = identified(given)
      return askSafely((api, request) => api.workflow.retry.mutate(input, request), usually(call))
    },
    answer(given, call) {
      const input = identified(given)
      return askSafely((api, request) => api.workflow.answer.mutate(input, request), usually(call))
    },
    status: (id, call) =>
      askSafely((api, request) => api.workflow.status.query({ id }, request), usually(call)),
    wait: (id, waiting = {}) =>
      waitForExecution(
        (known) =>
          askSafely(
            (api, request) => api.workflow.status.query({ id, ...known }, request),
            patiently(waiting),
          ),
        waiting,
      ),
    cancel: (id, call = {}) => askOnce((api, request) => api.workflow.cancel.mutate({ id }, request), call),
    stopAll: (call = {}) => askOnce((api, request) => api.workflow.stopAll.mutate(undefined, request), call),
    list: (input = {}, call) =>
      askSafely((api, request) => api.workflow.list.query(input, request), usually(call)),
    changes: (iteration = {}) =>
      iterateChanges(
        {
          read: (known) =>
            askSafely((api, request) => api.workflow.changes.query(known, request), patiently(iteration)),
          list: (page) =>
            askSafely((api, request) => api.workflow.list.query(page, request), patiently(iteration)),
        },
        iteration,
      ),
    projects: async (call) => {
      const { projects } = await askSafely(
        (api, request) => api.project.list.query(undefined, request),
        usually(call),
      )
      return projects
    },
    registerProject: (input, call = {}) =>
      askOnce((api, request) => api.project.register.mutate(input, request), call),
    removeProject: (projectId, call = {}) =>
      askOnce((api, request) => api.project.remove.mutate({ projectId }, request), call),
    skills: async (projectId, call) => {
      const { skills } = await askSafely(
        (api, request) => api.project.skills.query({ projectId }, request),
        usually(call),
      )
      return skills
    },
    health: (call) => askSafely((api, request) => api.system.health.query(undefined, request), usually(call)),
    doctor: (call) => askSafely((api, request) => api.system.doctor.query(undefined, request), usually(call)),
  }
}

function readUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(
      `${JSON.stringify(given)} is no address of a server; expected one such as http://127.0.0.1:4747`,
    )
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}
