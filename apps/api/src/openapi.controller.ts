import { Controller, Get, Header, Inject } from '@nestjs/common';
import { describedAt } from './openapi.js';
import { API_OPTIONS, type ApiOptions } from './options.js';

/** Gives the description of the API. It is written once. */
@Controller()
export class OpenapiController {
  readonly #written: string;

  constructor(@Inject(API_OPTIONS) { url = null }: ApiOptions) {
    this.#written = JSON.stringify(describedAt(url));
  }

  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  describe() {
    return this.#written;
  }
}
