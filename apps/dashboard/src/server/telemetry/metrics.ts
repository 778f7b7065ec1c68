import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { ExecutionMove, WorkflowService } from '@specflow/workflow'
import type { Front } from '../guard/front.ts'
import { createRequestMetrics } from './request-metrics.ts'
import type { RouteNames } from './route-names.ts'
import { createRunMetrics } from './run-metrics.ts'

/** What `GET /metrics` answers. */
export interface MetricsPage {
  contentType: string
  /** Everything as it is at this moment, in the text format of Prometheus. */
  render(): Promise<string>
}

export interface Metrics extends MetricsPage {
  onMove(move: ExecutionMove): void
  /** The same front, with every request measured. */
  measure(front: Front): Front
  /** Whom to ask how things stand, whenever somebody asks for the page. */
  watch(service: Pick<WorkflowService, 'changes'>): void
}

export interface MetricsOptions {
  version: string
  build: string
  routeNames: RouteNames
}

export function createMetrics({ build, routeNames, version }: MetricsOptions): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'specflow_build_info',
    help: 'Always 1; the labels say what runs.',
    labelNames: ['version', 'build', 'node'],
    registers,
  }).set({ version, build, node: process.version }, 1)
  return {
    contentType: registry.contentType,
    render: () => registry.metrics(),
    onMove: createRunMetrics(registry),
    measure: createRequestMetrics(registry, routeNames),
    watch: (service) => {
      const executions = new Gauge<'status'>({
        name: 'specflow_executions',
        help: 'Executions that have not ended: queued is the length of the queue, running are the runs that are active.',
        labelNames: ['status'],
        registers,
        collect: async () => {
          const { counts } = await service.changes({})
          for (const [status, count] of Object.entries(counts)) executions.set({ status }, count)
        },
      })
    },
  }
}
