import type { AllLimits } from '../schema/index.ts'
import { noLimits, withScope } from './limits-document.ts'
import type { LimitsStore } from './port.ts'

/** Limits that are forgotten at the end of the process. */
export function createMemoryLimits(): LimitsStore {
  let limits = noLimits()
  return {
    read: () => Promise.resolve(copyOf(limits)),
    set: (scope, next) => {
      limits = withScope(limits, scope, { ...next })
      return Promise.resolve(copyOf(limits))
    },
    problems: () => Promise.resolve([]),
  }
}

function copyOf(limits: AllLimits): AllLimits {
  return structuredClone(limits)
}
