import { Diagnostic } from '../../../provider/diagnostics/diagnostics';
import { resolveEndpoint } from '../../../provider/engine/endpoint/resolve';
import { Engine } from '../../../provider/engine/engine';
import { Engines } from '../../../provider/engines/engines';
import { applyResource } from '../../../provider/framework/core/apply';
import { importResource } from '../../../provider/framework/core/import';
import { readResource } from '../../../provider/framework/core/read';
import { Session } from '../../../provider/framework/core/session';
import { validateConfig } from '../../../provider/framework/core/validate';
import { Diagnostics } from '../../../provider/framework/diagnostics';
import { planResource, PlanResult } from '../../../provider/framework/plan/pipeline';
import { AnyResource, Provider } from '../../../provider/framework/resource';
import { fromModel } from '../../../provider/framework/schema/body-values';
import { Schema } from '../../../provider/framework/schema/schema';
import { ObjectValue } from '../../../provider/framework/value/value';
import { provider } from '../../../provider/provider';

/** A configuration as written by a user. Omitted attributes are not set. */
export type Config = Record<string, unknown>;

export interface Plan {
  readonly action: 'none' | 'create' | 'update' | 'replace';
  /** The attributes that differ or require the replacement. */
  readonly changed: readonly string[];
}

export class Refused extends Error {
  constructor(public readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ summary, detail, path }) => `${JSON.stringify(path)} ${summary}\n${detail ?? ''}`).join('\n'));
  }
}

/** Returns the error of an operation, which has to be refused. */
export async function refused(operation: Promise<unknown>): Promise<Refused> {
  const error: unknown = await operation.then(() => undefined, (reason: unknown) => reason);
  if (!(error instanceof Refused)) throw new Error('It was not refused', { cause: error });
  return error;
}

/** Returns the error message of an operation, which has to be refused. */
export async function refusal(operation: Promise<unknown>): Promise<string> {
  return (await refused(operation)).message;
}

/**
 * A resource managed without Terraform: calls the provider's plan, apply and read in the order in which Terraform calls
 * them. Dozens of attributes can be tested in the time that one terraform takes to start.
 */
export class Managed {
  public state: ObjectValue | null = null;
  /** The warnings of the last operation. */
  public warnings: readonly Diagnostic[] = [];
  private privateData: Uint8Array = Buffer.alloc(0);
  private readonly session: Session;
  private readonly resource: AnyResource<unknown>;

  /**
   * @param host   the address of an engine, instead of that of the environment
   * @param named  the addresses of further engines of the provider, by their names
   */
  constructor(type: string, host?: string, named: { readonly [name: string]: string } = {}) {
    const engineAt = (address?: string) => new Engine(() => resolveEndpoint(address === undefined ? {} : { host: address }, process.env));
    const others = Object.entries(named).map(([name, address]) => [name, engineAt(address)] as const);
    this.session = new Session(provider as unknown as Provider<Schema>);
    this.session.configuration = { status: 'configured', client: new Engines(engineAt(host), new Map(others)) };
    this.resource = this.session.resource(type);
  }

  /** All attributes and blocks of the schema. */
  public get names(): string[] {
    const { attributes, blocks = {} } = this.resource.schema as Schema;
    return [...Object.keys(attributes), ...Object.keys(blocks)];
  }

  /** The state as plain data. */
  public get values(): Record<string, unknown> {
    return JSON.parse(JSON.stringify(this.state)) as Record<string, unknown>;
  }

  public get id(): string {
    return this.values.id as string;
  }

  /** Does what `terraform plan` does: reads the resource and returns the planned changes. */
  public async plan(config: Config): Promise<Plan> {
    await this.refresh();
    const { planned, requiresReplace } = await this.planWith(config, this.state);
    if (this.state === null) return { action: 'create', changed: [] };
    if (requiresReplace.length > 0) return { action: 'replace', changed: [...new Set(requiresReplace.map(([name]) => String(name)))] };
    const changed = Object.keys(planned!).filter((name) => JSON.stringify(planned![name]) !== JSON.stringify(this.state![name]));
    return { action: changed.length > 0 ? 'update' : 'none', changed };
  }

  /** Does what `terraform apply` does: plans and applies. A replacement destroys first. Throws `Refused` with the errors. */
  public async apply(config: Config): Promise<Plan> {
    const plan = await this.plan(config);
    if (plan.action === 'none') return plan;
    if (plan.action === 'replace') await this.destroy();
    await (await this.approve(config))();
    return plan;
  }

  /** Plans, and returns a function that applies the plan, as with `terraform apply` of a saved plan. */
  public async approve(config: Config): Promise<() => Promise<void>> {
    const { planned, plannedPrivate } = await this.planWith(config, this.state);
    return () => this.applyPlanned(planned, this.toConfig(config), plannedPrivate);
  }

  public async destroy(): Promise<void> {
    if (this.state !== null) await this.applyPlanned(null, null, this.privateData);
  }

  public async refresh(): Promise<void> {
    if (this.state === null) return;
    const { state } = this;
    this.state = await this.withDiagnostics(
      (diagnostics) => readResource(this.session, this.resource, state, diagnostics, this.privateData),
    );
  }

  public async import(id: string): Promise<void> {
    this.privateData = Buffer.alloc(0);
    this.state = await this.withDiagnostics((diagnostics) => importResource(this.session, this.resource, id, diagnostics)) ?? null;
  }

  private toConfig(config: Config): ObjectValue {
    return fromModel(this.resource.schema as Schema, config);
  }

  private planWith(config: Config, prior: ObjectValue | null): Promise<PlanResult> {
    const priorPrivate = prior === null ? Buffer.alloc(0) : this.privateData;
    return this.withDiagnostics(async (diagnostics) => {
      await validateConfig(this.resource, this.toConfig(config), diagnostics, { allowsWriteOnly: true });
      return planResource(this.session, this.resource, { prior, config: this.toConfig(config), priorPrivate }, diagnostics);
    });
  }

  private async applyPlanned(planned: ObjectValue | null, config: ObjectValue | null, plannedPrivate: Uint8Array): Promise<void> {
    await this.withDiagnostics(async (diagnostics) => {
      const result = await applyResource(this.session, this.resource, { prior: this.state, planned, config, plannedPrivate }, diagnostics);
      this.state = result.state;
      this.privateData = result.private;
    });
  }

  private async withDiagnostics<T>(run: (diagnostics: Diagnostics) => Promise<T>): Promise<T> {
    const diagnostics = new Diagnostics();
    const result = await diagnostics.capture('the test', () => run(diagnostics));
    this.warnings = diagnostics.all.filter(({ severity }) => severity === 'warning');
    if (diagnostics.hasError) throw new Refused(diagnostics.all.filter(({ severity }) => severity === 'error'));
    return result as T;
  }
}
