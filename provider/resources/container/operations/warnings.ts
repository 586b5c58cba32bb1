import { Context } from '../../../framework/resource';

/** What the engine says of what it did, where there is something to say. */
export interface EngineWarnings { readonly Warnings?: readonly string[] | null }

/** Shows the engine's warnings as Terraform's: of a limit that the kernel does not have and that was left out, say. */
export function passOn({ warn }: Pick<Context<unknown>, 'warn'>, answer: EngineWarnings, name: string | null): void {
  const { Warnings: warnings } = answer ?? {};
  for (const warning of Array.isArray(warnings) ? warnings : []) {
    warn({ summary: `The engine warns of container "${name}"`, detail: String(warning) });
  }
}
