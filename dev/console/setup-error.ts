/** A problem that the user can solve. It is printed as a summary and advice, without a stack trace. */
export class SetupError extends Error {
  constructor(summary: string, advice: string) {
    super(`${summary}.\n\n${advice}`);
    this.name = 'SetupError';
  }
}
