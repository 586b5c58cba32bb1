/** The output of `ssh` after a failure. The last line is usually the most useful one, so it becomes the message. */
export class SshError extends Error {
  public override readonly name = 'SshError';

  constructor(public readonly output: string, options?: ErrorOptions) {
    super(output.split('\n').at(-1), options);
  }
}
