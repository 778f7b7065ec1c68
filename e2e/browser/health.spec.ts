import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './dashboard.ts'

test('the page of health tells what the server knows, and the doctor comes when he is called', async ({
  complaints,
  page,
  server,
}) => {
  await page.goto(server.origin)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Health' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Health' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText('no-such-agent')
  await expect(page.getByRole('region', { name: 'This installation' })).toContainText(server.home)

  const doctor = page.getByRole('region', { name: 'Doctor' })
  await expect(doctor).toContainText('Not examined yet')
  const record = join(server.home, 'workflows', '0b7f6f4e-3c0a-4f43-9a55-6f1f0a3d9c11.json')
  await writeFile(record, '{', { mode: 0o600 })
  await doctor.getByRole('button', { name: 'Run the doctor' }).click()

  const rows = doctor.getByRole('table', { name: 'What the doctor looked at' }).getByRole('row')
  await expect(rows.filter({ hasText: 'Records' })).toContainText('Problem')
  await expect(rows.filter({ hasText: 'Records' })).toContainText('1 record cannot be understood')
  await expect(rows.filter({ hasText: 'State directory' })).toContainText('OK')
  await expect(doctor.getByRole('status')).toContainText('1 problem')
  expect(await readFile(record, 'utf8')).toBe('{')

  await test.step('nothing is cut off in a narrow window', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
  expect(complaints).toEqual([])
})
