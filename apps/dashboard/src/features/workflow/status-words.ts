import {
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleSlash,
  CircleX,
  LoaderCircle,
  MessageCircleQuestion,
  type LucideIcon,
} from 'lucide-react'
import type { ExecutionStatus } from '@specflow/workflow/schema'
import { lookUp, unknownWord } from '../../lib/look-up.ts'

interface StatusLook {
  label: string
  icon: LucideIcon
  style: string
  /** Of its icon where it stands alone. */
  tone: string
}

const LOOKS: Record<ExecutionStatus, StatusLook> = {
  queued: {
    label: 'Queued',
    icon: CircleDashed,
    style: 'border-line bg-sunken text-ink-soft',
    tone: 'text-ink-soft',
  },
  running: {
    label: 'Running',
    icon: LoaderCircle,
    style: 'border-active-line bg-active-soft text-active',
    tone: 'text-active',
  },
  waiting_for_input: {
    label: 'Waiting for input',
    icon: MessageCircleQuestion,
    style: 'border-attention-line bg-attention-soft text-attention',
    tone: 'text-attention',
  },
  completed: {
    label: 'Completed',
    icon: CircleCheck,
    style: 'border-good-line bg-good-soft text-good',
    tone: 'text-good',
  },
  failed: {
    label: 'Failed',
    icon: CircleX,
    style: 'border-danger-line bg-danger-soft text-danger',
    tone: 'text-danger',
  },
  cancelled: {
    label: 'Cancelled',
    icon: CircleSlash,
    style: 'border-line bg-sunken text-ink-soft',
    tone: 'text-ink-soft',
  },
}

/** A page that is older than the server may meet a status that it does not know: it shows its name. */
export function statusLook(status: string): StatusLook {
  return lookUp(LOOKS, status, () => ({
    label: unknownWord(status),
    icon: CircleHelp,
    style: 'border-line bg-sunken text-ink-soft',
    tone: 'text-ink-soft',
  }))
}
