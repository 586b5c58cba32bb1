import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Report } from '../report';
import { AnyDataSource, AnyResource, Context, Provider } from '../resource';

/** What is known of the provider's configuration. */
export type Configuration<Client> =
  | { readonly status: 'missing' }
  /** A part of it is not known before apply, so there is no client yet. */
  | { readonly status: 'unknown' }
  | { readonly status: 'configured'; readonly client: Client };

/** One run of the provider: its configuration, its types by name, and Terraform's wish to stop. */
export class Session<Client = unknown> {
  public configuration: Configuration<Client> = { status: 'missing' };
  private readonly stopping = new AbortController();
  private readonly resources: ReadonlyMap<string, AnyResource<Client>>;
  private readonly dataSources: ReadonlyMap<string, AnyDataSource<Client>>;

  public constructor(public readonly provider: Provider<Provider['schema'], Client>) {
    this.resources = new Map(provider.resources.map((resource) => [resource.type, resource]));
    this.dataSources = new Map(provider.dataSources.map((dataSource) => [dataSource.type, dataSource]));
  }

  public resource(type: string): AnyResource<Client> {
    return this.resources.get(type) ?? unsupported('resource type', type, [...this.resources.keys()]);
  }

  public dataSource(type: string): AnyDataSource<Client> {
    return this.dataSources.get(type) ?? unsupported('data source type', type, [...this.dataSources.keys()]);
  }

  public get signal(): AbortSignal {
    return this.stopping.signal;
  }

  public stop(): void {
    this.stopping.abort(new Error('stopped, since Terraform was asked to stop'));
  }

  /** The client, where the provider's configuration is known. */
  public get client(): Client | undefined {
    return this.configuration.status === 'configured' ? this.configuration.client : undefined;
  }

  /** What an operation on the other side is given. It fails where the configuration is not known. */
  public context(report: Report): Context<Client> {
    if (this.configuration.status !== 'configured') {
      throw new DiagnosticError(this.configuration.status === 'unknown' ? UNKNOWN_CONFIGURATION : MISSING_CONFIGURATION);
    }
    return { client: this.configuration.client, signal: this.signal, warn: (warning) => report.add({ severity: 'warning', ...warning }) };
  }
}

const UNKNOWN_CONFIGURATION = {
  summary: 'The provider\'s configuration is not known yet',
  detail: 'It depends on a value that is only known after apply, and this operation needs it now. Apply what it depends on first '
    + '(terraform apply -target=...), or let this depend on the same thing (depends_on), so that Terraform waits.',
};

const MISSING_CONFIGURATION = {
  summary: 'The provider is not configured',
  detail: 'Terraform asked for an operation before it configured the provider. Please report this to the provider\'s authors.',
};

function unsupported(kind: string, type: string, known: readonly string[]): never {
  throw new DiagnosticError({ summary: `Unknown ${kind} "${type}"`, detail: `The provider has: ${known.join(', ') || 'none'}.` });
}
