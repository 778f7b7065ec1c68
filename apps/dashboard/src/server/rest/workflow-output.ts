import type { OutputInput } from '@specflow/workflow/schema'
import { defineRoute } from './define-route.ts'
import { readQueryNumber, readQueryValue } from './query.ts'

/** What a run printed, as a file to keep: it may be of any size, and is never shown as a page. */
export const workflowOutputRoute = defineRoute({
  GET: async ({ query, api }) => {
    const input = {
      id: readQueryValue(query, 'id'),
      run: readQueryNumber(query, 'run'),
      stream: readQueryValue(query, 'stream'),
    } as OutputInput
    const { attempt, parts } = await api.workflow.output(input)
    const name = `specflow-${input.id}-run-${String(attempt)}-${input.stream}.txt`
    return new Response(streamOf(parts), {
      headers: {
        'Cache-Control': 'no-store',
        'Content-Type': 'text/plain; charset=utf-8',
        'Content-Disposition': `attachment; filename="${name}"`,
        'X-Content-Type-Options': 'nosniff',
      },
    })
  },
})

const encoder = new TextEncoder()

/** Nothing is read before somebody takes it, and no longer than somebody does. */
function streamOf(parts: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await iterator.next()
        if (next.done === true) controller.close()
        else controller.enqueue(encoder.encode(next.value))
      },
      async cancel() {
        await iterator.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}
