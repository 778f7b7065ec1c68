import { z } from './zod.ts'

/** `problem`: something does not work or is lost until somebody acts. `warning`: worth knowing, nothing is broken by it. */
export const doctorStatusSchema = z.enum(['ok', 'warning', 'problem'])

/** One thing that was looked at. `fixable`: `npm run doctor -- --fix` can repair some of it or all. */
export const doctorCheckSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: doctorStatusSchema,
  detail: z.string(),
  remedy: z.string().optional(),
  fixable: z.boolean(),
})

/** Something that was repaired; `check` is the id of the check that had found it. */
export const doctorRepairSchema = z.object({ check: z.string(), done: z.string() })

/** `ok`: no check is a problem. `repairs` is there when repairs were asked for; the checks are as they were after them. */
export const doctorReportSchema = z.object({
  ok: z.boolean(),
  checks: z.array(doctorCheckSchema),
  repairs: z.array(doctorRepairSchema).optional(),
})

export type DoctorStatus = z.infer<typeof doctorStatusSchema>
export type DoctorCheck = z.infer<typeof doctorCheckSchema>
export type DoctorRepair = z.infer<typeof doctorRepairSchema>
export type DoctorReport = z.infer<typeof doctorReportSchema>
