import { pino, stdTimeFunctions } from 'pino'
import { redactSecrets, type ServiceLog } from '@specflow/workflow'
import { cleanFields } from './log-fields.ts'
import { currentRequestId } from './request-scope.ts'
import type { LogLevel } from './settings.ts'

export interface LogOptions {
  level: LogLevel
  /** Given one line at a time, its end included. */
  write: (line: string) => void
}

/**
 * One JSON object a line: level, time, the request that it came of, the fields, then the message. Whatever is in the fields, no secret of a known
 * shape, no environment and nothing that a process printed gets into a line.
 */
export function createLog({ level, write }: LogOptions): ServiceLog {
  const logger = pino(
    {
      level,
      // Process and machine are the same for every line.
      base: null,
      messageKey: 'message',
      mixin: () => {
        const httpRequestId = currentRequestId()
        return httpRequestId === undefined ? {} : { httpRequestId }
      },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // Cleaned already, before pino sees them.
      serializers: { err: (error: unknown) => error },
    },
    { write },
  )
  return {
    info: (fields, message) => {
      if (logger.isLevelEnabled('info')) logger.info(cleanFields(fields), redactSecrets(message))
    },
    error: (fields, message) => {
      if (logger.isLevelEnabled('error')) logger.error(cleanFields(fields), redactSecrets(message))
    },
  }
}
