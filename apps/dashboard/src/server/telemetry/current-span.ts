import { AsyncLocalStorage } from 'node:async_hooks'
import { ROOT_CONTEXT, trace, type Context, type Span } from '@opentelemetry/api'

/**
 * Ours alone: a provider that is registered for the whole process would have Next make spans of its own, with the query of every
 * request in them.
 */
const scope = new AsyncLocalStorage<Context>()

/** What happens in `run`, and whatever that sets going, is within the span. */
export function withinSpan<T>(span: Span, run: () => T): T {
  return scope.run(trace.setSpan(currentContext(), span), run)
}

/** What a new span is a part of. */
export function currentContext(): Context {
  return scope.getStore() ?? ROOT_CONTEXT
}
