import type { Metadata } from 'next'
import { HealthView } from '../../features/system/components/health-view.tsx'

export const metadata: Metadata = { title: 'Health' }

/** The layout has fetched what the server knows of itself; the doctor is asked by a person. */
export default function HealthPage() {
  return (
    <>
      <h1 className="mb-5 text-xl font-semibold tracking-tight">Health</h1>
      <HealthView />
    </>
  )
}
