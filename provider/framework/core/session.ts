import { setMaxListeners } from 'node:events';
import { providerConfigurationUnknown, providerNotConfigured, unknownType } from './errors';
import { Diagnostics } from '../diagnostics';
import { AnyDataSource, AnyResource, Context, Provider } from '../resource';

/** The state of the provider's configuration. */
export type Configuration<Client> =
  | { readonly status: 'missing' }
  /** Some values are not known before apply, so there is no client yet. */
  | { readonly status: 'unknown' }
  | { readonly status: 'configured'; readonly client: Client };

/** One run of the provider: its configuration, its resource and data source types by name, and the signal to stop. */
export class Session<Client = unknown> {
  public configuration: Configuration<Client> = { status: 'missing' };
  private readonly stopping = new AbortController();
  private readonly resources: ReadonlyMap<string, AnyResource<Client>>;
  private readonly dataSources: ReadonlyMap<string, AnyDataSource<Client>>;

  constructor(public readonly provider: Provider<Provider['schema'], Client>) {
    this.resources = new Map(provider.resources.map((resource) => [resource.type, resource]));
    // Many requests of one operation listen to it.
    setMaxListeners(0, this.signal);
    this.dataSources = new Map(provider.dataSources.map((dataSource) => [dataSource.type, dataSource]));
  }

  public resource(type: string): AnyResource<Client> {
    const resource = this.resources.get(type);
    if (resource === undefined) {
      throw unknownType('resource', type, [...this.resources.keys()]);
    }
    return resource;
  }

  public dataSource(type: string): AnyDataSource<Client> {
    const dataSource = this.dataSources.get(type);
    if (dataSource === undefined) {
      throw unknownType('data source', type, [...this.dataSources.keys()]);
    }
    return dataSource;
  }

  public get signal(): AbortSignal {
    return this.stopping.signal;
  }

  public stop(): void {
    this.stopping.abort(new Error('stopped because Terraform was interrupted'));
  }

  /** The client, if the provider's configuration is known. */
  public get client(): Client | undefined {
    return this.configuration.status === 'configured' ? this.configuration.client : undefined;
  }

  /** Returns the context of an operation. Throws if the provider's configuration is missing or unknown. */
  public context(diagnostics: Diagnostics): Context<Client> {
    if (this.configuration.status !== 'configured') {
      throw this.configuration.status === 'unknown' ? providerConfigurationUnknown() : providerNotConfigured();
    }
    return {
      client: this.configuration.client,
      signal: this.signal,
      warn: (warning) => diagnostics.append({ severity: 'warning', ...warning }),
    };
  }
}
