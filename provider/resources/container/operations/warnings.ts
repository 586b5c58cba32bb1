import { Context } from '../../../framework/resource';

/** The part of an answer of the engine that holds warnings. */
export interface EngineWarnings { readonly Warnings?: readonly string[] | null }

/** Reports the engine's warnings as Terraform warnings, for example about a limit that the kernel does not support and that was ignored. */
export function reportWarnings({ warn }: Pick<Context<unknown>, 'warn'>, answer: EngineWarnings, name: string | null): void {
  const { Warnings: warnings } = answer ?? {};
  for (const warning of Array.isArray(warnings) ? warnings : []) {
    warn({ summary: `The engine reports a warning for container "${name}"`, detail: String(warning) });
  }
}
