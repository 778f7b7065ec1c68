import type { QueryClient } from '@tanstack/react-query'

/**
 * Asks at once for everything that is shown, also for what sits out a delay between two attempts. What a hidden page shows
 * nobody sees: it is asked for when somebody looks.
 */
export async function askAgain(queryClient: QueryClient): Promise<void> {
  if (document.visibilityState === 'hidden') {
    await queryClient.invalidateQueries({ refetchType: 'none' })
    return
  }
  await queryClient.cancelQueries({ type: 'active' })
  await queryClient.refetchQueries({ type: 'active' })
}
