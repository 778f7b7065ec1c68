import { createMemoryRunQueue } from '../../src/queue/memory-run-queue.ts'
import type { QueueLimits } from '../../src/queue/port.ts'
import { describeQueueContract, type QueueHarness } from './queue-contract.ts'
import { describeSessionContract } from './session-contract.ts'

function makeHarness(limits: QueueLimits): Promise<QueueHarness> {
  const queue = createMemoryRunQueue(limits)
  return Promise.resolve({ queue, enter: (entry) => queue.enter(entry) })
}

describeQueueContract('memory queue', makeHarness)
describeSessionContract('memory queue', makeHarness)
