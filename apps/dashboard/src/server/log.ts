import type { ServiceLog } from '@specflow/workflow'

/** One JSON object a line: time, level, message, then the fields. Never given an environment or an agent's output. */
export function createLog(write: (line: string) => void): ServiceLog {
  const log = (level: 'info' | 'error', fields: Record<string, unknown>, message: string) => {
    write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields }, readableError)}\n`)
  }
  return {
    info: (fields, message) => {
      log('info', fields, message)
    },
    error: (fields, message) => {
      log('error', fields, message)
    },
  }
}

/** JSON has no fields for an Error, whose own are not enumerable. */
function readableError(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value
  const { name, message, stack, cause } = value
  return { name, message, stack, ...(cause !== undefined && { cause }) }
}
