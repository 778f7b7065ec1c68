'use client'

import { useRouter } from 'next/navigation'
import { toast } from '../../../lib/toast.ts'
import { trpc } from '../../../trpc/client.ts'
import { focusOpenQuestion, QUESTIONS_ID } from '../focus-question.ts'

/** Goes to the open question of the page, and where there is none to the one that has waited longest. */
export function useAnswerOldest(): () => void {
  const router = useRouter()
  const utils = trpc.useUtils()
  return () => {
    if (focusOpenQuestion()) return
    utils.workflow.overview.fetch({}).then(
      ({ waiting: [oldest] }) => {
        if (oldest) router.push(`/executions/${oldest.id}#${QUESTIONS_ID}`)
        else toast.info('No question waits for you.')
      },
      () => toast.error('The server did not answer.'),
    )
  }
}
