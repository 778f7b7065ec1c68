import { noteStopUnproven } from '../execution/timeline.ts'
import type { StopReceipt } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'

/** The execution stays `running` with its slot held; the receipt is shown, and stopping again repeats the stop. */
export async function noteUnproven(
  context: Pick<ServiceContext, 'locks' | 'records' | 'timestamp'>,
  id: string,
  receipt: StopReceipt,
): Promise<void> {
  await context.locks.run(id, () =>
    context.records.change(id, (execution) =>
      execution.status === 'running' ? noteStopUnproven(execution, receipt, context.timestamp()) : execution,
    ),
  )
}
