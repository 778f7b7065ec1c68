import { expect, expectStatus, openSampleProject, startSkill, test } from './dashboard.ts'

test('a person runs every demo skill, answers both rounds and cancels the long one', async ({
  complaints,
  page,
  server,
}) => {
  await test.step('the first page says what runs', async () => {
    await page.goto(server.origin)
    await expect(page.getByText('Demo agent: no model is asked.')).toBeVisible()
    await expect(page.getByText('Nothing has run yet')).toBeVisible()
  })

  await test.step('a skill completes with its artifact', async () => {
    await openSampleProject(page, server)
    await startSkill(page, 'demo-complete', 'the first input')
    await expectStatus(page, 'Completed')
    const result = page.getByRole('region', { name: 'Result' })
    await expect(result).toContainText('Made up by the demo agent; no model was asked.')
    await expect(result.getByRole('list', { name: 'Artifacts' })).toContainText('demo-report.md')
    await page.getByRole('tab', { name: 'Runs' }).click()
    await expect(page.getByRole('region', { name: 'Runs' })).toContainText('exit 0')
    await expect(page.getByRole('main')).toContainText('the first input')
  })

  await test.step('a skill asks, and an answer that is half typed survives a reload', async () => {
    await openSampleProject(page, server)
    await startSkill(page, 'demo-ask')
    await expectStatus(page, 'Waiting for input')
    const send = page.getByRole('button', { name: 'Send answers' })
    await send.click()
    await expect(page.getByRole('alert').filter({ hasText: 'Not answered yet' })).toBeVisible()
    await page.getByRole('radio', { name: 'Thorough' }).check()
    await page.getByRole('textbox', { name: 'Who is going to read it?' }).fill('The whole team')
    await page.reload()
    await expect(page.getByRole('radio', { name: 'Thorough' })).toBeChecked()
    await expect(page.getByRole('textbox', { name: 'Who is going to read it?' })).toHaveValue(
      'The whole team',
    )
    await page.getByRole('button', { name: 'Send answers' }).click()
  })

  await test.step('the second round knows the first, and takes several answers and own words', async () => {
    const parts = page.getByRole('group', { name: /Which parts should it have/ })
    await expect(parts).toContainText('Thorough')
    await expect(parts).toContainText('The whole team')
    await parts.getByRole('checkbox', { name: 'Summary' }).check()
    await parts.getByRole('checkbox', { name: 'Risks' }).check()
    await parts.getByRole('textbox').fill('A glossary')
    await page.getByRole('button', { name: 'Send answers' }).click()
    await expectStatus(page, 'Completed')
    for (const said of ['Thorough', 'The whole team', 'Summary', 'Risks', 'A glossary']) {
      await expect(page.getByRole('region', { name: 'Result' })).toContainText(said)
      await expect(page.getByRole('region', { name: 'Answers' })).toContainText(said)
    }
  })

  await test.step('the long one is reloaded in the middle and cancelled, with the receipt', async () => {
    await openSampleProject(page, server)
    const id = await startSkill(page, 'demo-long')
    await expectStatus(page, 'Running')
    await page.reload()
    await expectStatus(page, 'Running')
    await page.getByRole('button', { name: 'Cancel execution' }).click()
    const question = page.getByRole('alertdialog', { name: 'Cancel this execution?' })
    await question.getByRole('button', { name: 'Cancel execution' }).click()
    await expectStatus(page, 'Cancelled')
    const receipt = page.getByRole('region', { name: 'Stop receipt' })
    await expect(receipt).toContainText('Proven dead')
    await expect(receipt).toContainText('SIGTERM')
    expect((await server.api.status(id)).stop?.survivors).toEqual([])
  })

  await test.step('the list shows all three, newest first', async () => {
    await page.getByRole('link', { name: 'Sample project' }).click()
    const rows = page
      .getByRole('region', { name: 'Executions' })
      .getByRole('listitem')
      .filter({ has: page.getByRole('link') })
    await expect(rows).toHaveCount(3)
    await expect(rows.nth(0)).toContainText(/demo-long.*Cancelled/s)
    await expect(rows.nth(1)).toContainText(/demo-ask.*Completed/s)
    await expect(rows.nth(2)).toContainText(/demo-complete.*Completed/s)
  })

  expect(complaints).toEqual([])
})
