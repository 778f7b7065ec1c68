// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { RegisterProjectForm } from '../../../src/features/project/components/register-project-form.tsx'
import { createFakeApi, refusal } from '../../support/fake-api.tsx'

afterEach(cleanup)

const project = { id: 'p1', name: 'Atlas', path: '/srv/atlas', registeredAt: '2026-01-01T00:00:00.000Z' }
const path = () => screen.getByLabelText<HTMLInputElement>('Folder')

function fillInAndRegister() {
  fireEvent.change(path(), { target: { value: ' /srv/atlas ' } })
  fireEvent.click(screen.getByRole('button', { name: 'Register' }))
}

it('registers a folder and leads to the project', async () => {
  const api = createFakeApi(() => ({ project, created: true }))
  render(<RegisterProjectForm />, api)
  fillInAndRegister()
  expect((await screen.findByRole('link', { name: 'Open Atlas' })).getAttribute('href')).toBe('/projects/p1')
  expect(api.calls[0]).toEqual({ path: 'project.register', input: { path: '/srv/atlas' } })
  expect(path().value).toBe('')
})

it('shows why a folder was refused beside the field, which keeps its text and takes the focus', async () => {
  const api = createFakeApi(() => {
    throw refusal('PROJECT_PATH_INVALID', '/srv/atlas is not a directory.')
  })
  render(<RegisterProjectForm />, api)
  fillInAndRegister()
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('/srv/atlas is not a directory.')
  expect(path().getAttribute('aria-describedby')).toContain(alert.id)
  expect(path().getAttribute('aria-invalid')).toBe('true')
  expect(path().value).toBe(' /srv/atlas ')
  expect(document.activeElement).toBe(path())
})
