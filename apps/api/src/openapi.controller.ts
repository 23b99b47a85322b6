import { setImmediate } from 'node:timers/promises';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { API_OPTIONS, type ApiOptions } from './options.js';

/** Loads each of the modules that hold the description. Others have their turn between two of them. */
const PARTS = [
  () => import('@in-force/answers/schemas'),
  () => import('./service.schema.js'),
  () => import('./openapi-schemas.js'),
  () => import('./openapi-routes.js'),
];

/** Gives the description of the API. It is loaded and written when it is asked for first: few starts of a service need it. */
@Controller()
export class OpenapiController {
  readonly #url: string | null;
  #written: Promise<string> | undefined;
  #pushed: Promise<string> | undefined;

  constructor(@Inject(API_OPTIONS) { url = null }: ApiOptions) {
    this.#url = url;
  }

  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  describe(): Promise<string> {
    return (this.#written ??= this.#write());
  }

  @Get('asyncapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  describePushed(): Promise<string> {
    return (this.#pushed ??= import('./asyncapi.js').then(({ asyncapiAt }) => JSON.stringify(asyncapiAt(this.#url))));
  }

  async #write(): Promise<string> {
    for (const load of PARTS) {
      await load();
      await setImmediate();
    }
    const { describedAt } = await import('./openapi.js');
    return JSON.stringify(describedAt(this.#url));
  }
}
