import type { ExecutionSummary, ListInput } from '@specflow/workflow/schema'
import { BYTE_ORDER_MARK, csvLine } from './csv.ts'
import { defineRoute, type RouteRequest } from './define-route.ts'
import { readListQuery } from './list-query.ts'

const PER_PAGE = 200

/** Every execution that the filters of a list let through, as CSV. Written page by page, however many there are. */
export const workflowExportRoute = defineRoute({
  GET: async ({ query, api }) => {
    const { cursor: _cursor, limit: _limit, ...filter } = readListQuery(query)
    const lines = exportLines(api, { ...filter, limit: PER_PAGE })
    // What is refused is refused with a status: after the first bytes it is too late.
    const first = await lines.next()
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        if (first.done !== true) controller.enqueue(encoder.encode(first.value))
      },
      async pull(controller) {
        const next = await lines.next()
        if (next.done === true) controller.close()
        else controller.enqueue(encoder.encode(next.value))
      },
    })
    return new Response(body, {
      headers: {
        'Cache-Control': 'no-store',
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="specflow-executions.csv"',
      },
    })
  },
})

const encoder = new TextEncoder()

/** A page at a time, the names of the columns with the first. */
async function* exportLines(api: RouteRequest['api'], input: ListInput): AsyncGenerator<string> {
  let head = BYTE_ORDER_MARK + csvLine(Object.keys(COLUMNS))
  let cursor: string | null | undefined
  while (cursor !== null) {
    const page = await api.workflow.list({ ...input, ...(cursor !== undefined && { cursor }) })
    yield head + page.executions.map(toLine).join('')
    head = ''
    cursor = page.nextCursor
  }
}

function toLine(summary: ExecutionSummary): string {
  return csvLine(Object.values(COLUMNS).map((read) => read(summary)))
}

/** Named as in the answers of the API. */
const COLUMNS: Record<string, (summary: ExecutionSummary) => string | number | undefined> = {
  id: ({ id }) => id,
  projectId: ({ projectId }) => projectId,
  projectName: ({ projectName }) => projectName,
  skill: ({ skill }) => skill,
  status: ({ status }) => status,
  agent: ({ agent }) => agent,
  startedAt: ({ startedAt }) => startedAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  completedAt: ({ completedAt }) => completedAt,
  costUsd: ({ costUsd }) => costUsd,
  errorCode: ({ errorCode }) => errorCode,
  inputPreview: ({ inputPreview }) => inputPreview,
}
