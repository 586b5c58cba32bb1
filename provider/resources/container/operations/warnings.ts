import { Context } from '../../../framework/resource';

/** The warnings in an answer of the engine. */
export interface EngineWarnings { readonly Warnings?: readonly string[] | null }

/** Reports the engine's warnings as Terraform warnings, for example that a limit was ignored because the kernel does not support it. */
export function reportWarnings({ warn }: Pick<Context<unknown>, 'warn'>, answer: EngineWarnings, name: string | null): void {
  const { Warnings: warnings } = answer ?? {};
  for (const warning of Array.isArray(warnings) ? warnings : []) {
    warn({ summary: `The engine reports a warning for container "${name}"`, detail: String(warning) });
  }
}
