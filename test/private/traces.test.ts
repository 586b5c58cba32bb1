import { withoutTraces } from '../../src/private/traces';

test('records stack traces again afterwards, and keeps those of errors that are thrown meanwhile', () => {
  const { captureStackTrace } = Error;
  let caught: Error | undefined;
  try {
    withoutTraces(() => {
      throw new Error('meanwhile');
    });
  } catch (error) {
    caught = error as Error;
  }
  expect(caught!.stack).toContain('traces.test.ts');
  expect(Error.captureStackTrace).toBe(captureStackTrace);
});
