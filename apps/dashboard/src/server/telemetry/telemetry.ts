import type { ExecutionMove, ServiceLog, WorkflowService } from '@specflow/workflow'
import type { Front } from '../guard/front.ts'
import type { Launch } from '../launch.ts'
import type { Settings } from '../settings.ts'
import { createMetrics, type MetricsPage } from './metrics.ts'
import { createRouteNames } from './route-names.ts'

/** What others may learn of this server while it works. */
export interface Telemetry {
  metrics: MetricsPage
  /** To be told of every transition. */
  onMove(move: ExecutionMove): void
  /** The same service, watched. */
  watchService(service: WorkflowService): WorkflowService
  /** The same front, watched. */
  watchFront(front: Front): Front
  close(): Promise<void>
}

export interface TelemetryOptions {
  settings: Pick<Settings, 'otlpEndpoint'>
  launch: Pick<Launch, 'version' | 'build' | 'routes'>
  log: ServiceLog
}

/** Metrics always, as they cost next to nothing; traces where the settings say where to send them. */
export async function openTelemetry({ launch, log, settings }: TelemetryOptions): Promise<Telemetry> {
  const { build, version } = launch
  const routeNames = createRouteNames(launch.routes)
  const metrics = createMetrics({ build, version, routeNames })
  const tracing =
    settings.otlpEndpoint === undefined
      ? undefined
      : (await import('./tracing.ts')).createTracing({ version, routeNames, log })
  return {
    metrics,
    onMove: (move) => {
      metrics.onMove(move)
      tracing?.onMove(move)
    },
    watchService: (service) => {
      metrics.watch(service)
      return tracing?.traceService(service) ?? service
    },
    watchFront: (front) => {
      const measured = metrics.measure(front)
      return tracing?.traceRequests(measured) ?? measured
    },
    close: () => tracing?.close() ?? Promise.resolve(),
  }
}
