import { diag, DiagLogLevel } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { ExecutionMove, ServiceLog, WorkflowService } from '@specflow/workflow'
import type { Front } from '../guard/front.ts'
import type { RouteNames } from './route-names.ts'
import { createRequestTraces } from './trace-requests.ts'
import { createRunTraces } from './trace-runs.ts'
import { traceService } from './trace-service.ts'

const LAST_EXPORT_MS = 2_000

export interface Tracing {
  onMove(move: ExecutionMove): void
  traceRequests(front: Front): Front
  traceService(service: WorkflowService): WorkflowService
  /** Sends what is left, if somebody takes it soon. */
  close(): Promise<void>
}

export interface TracingOptions {
  version: string
  routeNames: RouteNames
  log: ServiceLog
}

/**
 * Sends spans to where the environment's `OTEL_…` variables say, as OpenTelemetry defines them. This file is loaded only where
 * traces are wanted, and with it everything that makes them.
 */
export function createTracing({ log, routeNames, version }: TracingOptions): Tracing {
  logFailures(log)
  const resource = resourceFromAttributes({ 'service.name': 'specflow', 'service.version': version })
  const provider = new BasicTracerProvider({
    resource: resource.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  const tracer = provider.getTracer('specflow', version)
  return {
    onMove: createRunTraces(tracer),
    traceRequests: createRequestTraces(tracer, routeNames),
    traceService: (service) => traceService(tracer, service),
    close: () => within(LAST_EXPORT_MS, provider.shutdown()),
  }
}

/** Such as a collector that is away: nothing else depends on it. */
function logFailures(log: ServiceLog): void {
  const leaveOut = () => undefined
  const error = (reason: string) => {
    log.error({ reason }, 'OpenTelemetry reports a problem')
  }
  diag.setLogger(
    { error, warn: leaveOut, info: leaveOut, debug: leaveOut, verbose: leaveOut },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  )
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  // What could not be sent was reported.
  await Promise.race([work.catch(() => undefined), patience])
  clearTimeout(timer)
}
