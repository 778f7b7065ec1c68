import { EXECUTION_ERROR_CODES } from './error-codes.ts'
import { z } from './zod.ts'

export const executionErrorCodeSchema = z.enum(EXECUTION_ERROR_CODES)
