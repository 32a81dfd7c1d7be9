/**
 * Where CPython's codecs and iconv-lite's tables differ, ASCII and what `strict` of python-codecs.ts refuses apart: the first bytes of a
 * run and, in the order of the bytes, what Python decodes them to, `c+n` for the n characters from c on; `-n`
 * for n of them that Python refuses. Asked of CPython 3.11.
 */
export const codecCorrections: ReadonlyMap<string, string> = new Map([
  [
    'big5hkscs',
    '877a:-5 87a1:-63 8e69:-1 8e6f:-1 8e7e:-1 8eab:-1 8eb4:-1 8ecd:-1 8ed0:-1 8f57:-1 8f69:-1 8f6e:-1 8fcb:-2 ' +
      '8ffe:-1 906d:-1 907a:-1 90dc:-1 90f1:-1 91bf:-1 9244:-1 92af:-4 92c8:-1 92d1:-1 9447:-1 94ca:-1 95d9:-1 ' +
      '9644:-1 96ed:-1 96fc:-1 9b76:-1 9b78:-1 9b7b:-1 9bc6:-1 9bde:-1 9bec:-1 9bf6:-1 9c42:-1 9c53:-1 9c62:-1 ' +
      '9c68:-1 9c6b:-1 9c77:-1 9cbc:-2 9cd0:-1 9d57:-1 9d5a:-1 9dc4:-1 9ea9:-1 9eef:-1 9efd:-1 9f60:-1 9f66:-1 ' +
      '9fcb:-1 9fd8:-1 a063:-1 a077:-1 a0d5:-1 a0df:-1 a0e4:-1 a145:\u2022 a14e:\uff64 a1c2:\u203e a1e3:\u223c ' +
      'a1f2:\u2641\u2609 a241:\uff0f\uff3c a244:\u00a5 a246:\u00a2\u00a3 a3c0:-34 c6cf:-1 c6d3:-1 c6d5:-1 c6d7:-1 ' +
      'c6de:-2 fa5f:-1 fa66:-1 fabd:-1 fac5:-1 fad5:-1 fb48:-1 fbb8:-1 fbf3:-1 fbf9:-1 fc4f:-1 fc6c:-1 fcb9:-1 ' +
      'fce2:-1 fcf1:-1 fdb7:-2 fdbb:-1 fdf1:-1 fe52:-1 fe6f:-1 feaa:-1 fedd:-1',
  ],
  [
    'cp932',
    'a0:\uf8f0 fd:\uf8f1\uf8f2\uf8f3 f040:\ue000+63 f080:\ue03f+125 f140:\ue0bc+63 f180:\ue0fb+125 f240:\ue178+63 ' +
      'f280:\ue1b7+125 f340:\ue234+63 f380:\ue273+125 f440:\ue2f0+63 f480:\ue32f+125 f540:\ue3ac+63 f580:\ue3eb+125 ' +
      'f640:\ue468+63 f680:\ue4a7+125 f740:\ue524+63 f780:\ue563+125 f840:\ue5e0+63 f880:\ue61f+125 f940:\ue69c+63 ' +
      'f980:\ue6db+125',
  ],
  [
    'cp950',
    'c6a1:\u30fe\u309d\u309e\u3005\u3041\u3042\u3043\u3044\u3045\u3046\u3047\u3048\u3049\u304a\u304b\u304c\u304d\u304e\u304f\u3050\u3051\u3052\u3053\u3054\u3055\u3056\u3057\u3058\u3059\u305a\u305b\u305c\u305d\u305e\u305f\u3060\u3061\u3062\u3063\u3064\u3065\u3066\u3067\u3068\u3069\u306a\u306b\u306c\u306d\u306e\u306f\u3070\u3071\u3072\u3073\u3074\u3075\u3076\u3077\u3078\u3079\u307a\u307b\u307c\u307d\u307e\u307f\u3080\u3081\u3082\u3083\u3084\u3085\u3086\u3087\u3088\u3089\u308a\u308b\u308c\u308d\u308e\u308f\u3090\u3091\u3092\u3093\u30a1\u30a2\u30a3\u30a4\u30a5\u30a6\u30a7 ' +
      'c740:\u30a8+63 ' +
      'c7a1:\u30e7\u30e8\u30e9\u30ea\u30eb\u30ec\u30ed\u30ee\u30ef\u30f0\u30f1\u30f2\u30f3\u30f4\u30f5\u30f6\u0414\u0415\u0401\u0416\u0417\u0418\u0419\u041a\u041b\u041c\u0423\u0424\u0425\u0426\u0427\u0428\u0429\u042a\u042b\u042c\u042d\u042e\u042f\u0430\u0431\u0432\u0433\u0434\u0435\u0451\u0436\u0437\u0438\u0439\u043a\u043b\u043c\u043d\u043e\u043f\u0440\u0441\u0442\u0443\u0444\u0445\u0446\u0447\u0448\u0449\u044a\u044b\u044c\u044d\u044e\u044f\u2460\u2461\u2462\u2463\u2464\u2465\u2466\u2467\u2468\u2469\u2474\u2475\u2476\u2477\u2478\u2479\u247a\u247b\u247c\u247d',
  ],
  ['cp1255', 'ca:-1'],
  ['mac_croatian', 'bd:\u03a9 d8:\uf8ff db:\u20ac'],
  ['mac_cyrillic', 'a2:\u0490 b6:\u0491 ff:\u20ac'],
  ['mac_greek', '9c:\u20ac af:\u00b7 ff:\u00ad'],
  ['mac_iceland', 'bd:\u03a9 db:\u20ac f0:\uf8ff'],
  ['mac_roman', 'bd:\u03a9 db:\u20ac f0:\uf8ff'],
  ['mac_turkish', 'bd:\u03a9 f0:\uf8ff f5:\uf8a0'],
  ['tis_620', '80:\u0080+32'],
  [
    'big5',
    'a145:\u2022 a14e:\uff64 a1c2:\u203e a1e3:\u223c a1f2:\u2641\u2609 a241:\uff0f\uff3c a244:\u00a5 ' +
      'a246:\u00a2\u00a3 ' +
      'c6a1:\u30fe\u309d\u309e\u3005\u3041\u3042\u3043\u3044\u3045\u3046\u3047\u3048\u3049\u304a\u304b\u304c\u304d\u304e\u304f\u3050\u3051\u3052\u3053\u3054\u3055\u3056\u3057\u3058\u3059\u305a\u305b\u305c\u305d\u305e\u305f\u3060\u3061\u3062\u3063\u3064\u3065\u3066\u3067\u3068\u3069\u306a\u306b\u306c\u306d\u306e\u306f\u3070\u3071\u3072\u3073\u3074\u3075\u3076\u3077\u3078\u3079\u307a\u307b\u307c\u307d\u307e\u307f\u3080\u3081\u3082\u3083\u3084\u3085\u3086\u3087\u3088\u3089\u308a\u308b\u308c\u308d\u308e\u308f\u3090\u3091\u3092\u3093\u30a1\u30a2\u30a3\u30a4\u30a5\u30a6\u30a7 ' +
      'c740:\u30a8+63 ' +
      'c7a1:\u30e7\u30e8\u30e9\u30ea\u30eb\u30ec\u30ed\u30ee\u30ef\u30f0\u30f1\u30f2\u30f3\u30f4\u30f5\u30f6\u0414\u0415\u0401\u0416\u0417\u0418\u0419\u041a\u041b\u041c\u0423\u0424\u0425\u0426\u0427\u0428\u0429\u042a\u042b\u042c\u042d\u042e\u042f\u0430\u0431\u0432\u0433\u0434\u0435\u0451\u0436\u0437\u0438\u0439\u043a\u043b\u043c\u043d\u043e\u043f\u0440\u0441\u0442\u0443\u0444\u0445\u0446\u0447\u0448\u0449\u044a\u044b\u044c\u044d\u044e\u044f\u2460\u2461\u2462\u2463\u2464\u2465\u2466\u2467\u2468\u2469\u2474\u2475\u2476\u2477\u2478\u2479\u247a\u247b\u247c\u247d',
  ],
  ['euc_jp', 'a1c1:\u301c\u2016 a1dd:\u2212 a1f1:\u00a2\u00a3 a2cc:\u00ac 8fa2b7:~'],
  ['shift_jis', '8160:\u301c\u2016 817c:\u2212 8191:\u00a2\u00a3 81ca:\u00ac'],
  ['gb2312', 'a1a4:\u30fb a1aa:\u2015'],
  ['gb18030', 'a3a0:\ue5e5 a8bc:\ue7c7 8135f437:\u1e3f'],
]);
