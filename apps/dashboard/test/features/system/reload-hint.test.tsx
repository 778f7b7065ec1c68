// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { ReloadHint } from '../../../src/features/system/components/reload-hint.tsx'
import { CHANGES_KEY } from '../../../src/features/workflow/hooks/changes-key.ts'
import { createFakeApi } from '../../support/fake-api.tsx'

afterEach(cleanup)

it('says that a new version is running once the server names another build, and reloads only when asked', async () => {
  const reload = vi.spyOn(window.location, 'reload').mockReturnValue(undefined)
  const api = createFakeApi(() => undefined)
  const answer = (build: string) =>
    act(async () => {
      api.queryClient.setQueryData(CHANGES_KEY, { build })
      await new Promise((resolve) => setTimeout(resolve))
    })
  render(<ReloadHint />, api)
  expect(screen.queryByRole('button')).toBeNull()
  await answer('first')
  await answer('first')
  expect(screen.queryByRole('button')).toBeNull()
  await answer('second')
  expect(screen.getByRole('status').textContent).toContain('A new version is running.')
  expect(reload).not.toHaveBeenCalled()
  screen.getByRole('button', { name: 'Reload' }).click()
  expect(reload).toHaveBeenCalledOnce()
  await answer('first')
  expect(screen.queryByRole('button')).toBeNull()
})
