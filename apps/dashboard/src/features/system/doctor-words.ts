import { CircleCheck, CircleDashed, CircleX, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { DoctorReport, DoctorStatus } from '@specflow/workflow/schema'
import { pluralize } from '../../lib/format.ts'
import { lookUp, unknownWord } from '../../lib/look-up.ts'

interface CheckLook {
  label: string
  icon: LucideIcon
  style: string
}

const LOOKS: Record<DoctorStatus, CheckLook> = {
  ok: { label: 'OK', icon: CircleCheck, style: 'border-good-line bg-good-soft text-good' },
  warning: {
    label: 'Warning',
    icon: TriangleAlert,
    style: 'border-attention-line bg-attention-soft text-attention',
  },
  problem: { label: 'Problem', icon: CircleX, style: 'border-danger-line bg-danger-soft text-danger' },
}

/** A page that is older than the server may meet a status that it does not know: it shows its name. */
export function checkLook(status: string): CheckLook {
  return lookUp(LOOKS, status, () => ({
    label: unknownWord(status),
    icon: CircleDashed,
    style: 'border-line bg-sunken text-ink-soft',
  }))
}

/** `All is well.`, `1 problem, 2 warnings.` */
export function sumUpReport({ checks }: DoctorReport): string {
  const counts = (['problem', 'warning'] as const)
    .map((status) => ({ status, number: checks.filter((check) => check.status === status).length }))
    .filter(({ number }) => number > 0)
  if (counts.length === 0) return 'All is well.'
  return `${counts.map(({ number, status }) => pluralize(number, status)).join(', ')}.`
}
