'use client'

import { lazy, Suspense } from 'react'
import { Notice } from '../../../components/ui/notice.tsx'
import { readRefusal } from '../../../trpc/refusal.ts'
import type { RefusalNoticeProps } from './refusal-notice.tsx'

/** The words are many, and a first page seldom needs them. Without them the server's own still say what is the matter. */
const RefusalNotice = lazy(async () => ({
  default: await import('./refusal-notice.tsx').then(
    (module) => module.RefusalNotice,
    () => PlainRefusal,
  ),
}))

/** As `RefusalNotice`, for the page that is opened first: its words are loaded when something is refused. */
export function LateRefusalNotice(props: RefusalNoticeProps) {
  if (props.error === null || props.error === undefined) return null
  return (
    <Suspense>
      <RefusalNotice {...props} />
    </Suspense>
  )
}

function PlainRefusal({ error, id, className }: RefusalNoticeProps) {
  const title = readRefusal(error)?.message ?? 'The server did not answer'
  return <Notice tone="danger" title={title} role="alert" id={id} className={className} />
}
