const AIRLINES =
  'EK|QR|SQ|CX|KE|OZ|TK|LH|CI|BR|NH|JL|TG|VN|MH|CA|CZ|MU|EY|AF|KL|BA|UA|AA|ET|SV|FX|5X|Emirates|Qatar Airways|Singapore Airlines|Cathay Pacific|Korean Air|Turkish Cargo|Lufthansa Cargo|China Airlines|EVA Air|Thai Airways|Vietnam Airlines|Cargolux|Ethiopian|Etihad|Air France|China Southern|QR Cargo|CV|HU|SU|LATAM Cargo|Avianca Cargo'

/** Airlines by name or two-letter code. */
export const allAirlines = (): readonly string[] => AIRLINES.split('|')
