import { createMemoryRunQueue } from '../../src/queue/memory-run-queue.ts'
import { describeQueueContract } from './queue-contract.ts'

describeQueueContract('memory queue', (limits) => {
  const queue = createMemoryRunQueue(limits)
  return Promise.resolve({ queue, enter: (entry) => queue.enter(entry) })
})
