// Activations, losses, layers.
import { type LibrarySymbol, operation } from '../symbol';

export const nn: readonly LibrarySymbol[] = [
  operation('nn.relu', 'features, name=None', [], { shape: 'first' }),
  operation('nn.relu6', 'features, name=None', [], { shape: 'first' }),
  operation('nn.elu', 'features, name=None', [], { shape: 'first' }),
  operation('nn.selu', 'features, name=None', [], { shape: 'first' }),
  operation('nn.softsign', 'features, name=None', [], { shape: 'first' }),
  operation('nn.leaky_relu', 'features, alpha=0.2, name=None', [], { shape: 'first' }),
  operation('nn.log_sigmoid', 'x, name=None', ['log_sigmoid', 'math.log_sigmoid'], { shape: 'first' }),
  operation('nn.softmax', 'logits, axis=None, name=None, dim=None', ['math.softmax'], { shape: 'first' }),
  operation('nn.log_softmax', 'logits, axis=None, name=None, dim=None', ['math.log_softmax'], { shape: 'first' }),
  operation(
    'nn.softmax_cross_entropy_with_logits',
    '_sentinel=None, labels=None, logits=None, dim=-1, name=None, axis=None',
  ),
  operation('nn.softmax_cross_entropy_with_logits_v2', 'labels, logits, axis=None, name=None, dim=None'),
  operation('nn.sparse_softmax_cross_entropy_with_logits', '_sentinel=None, labels=None, logits=None, name=None'),
  operation('nn.sigmoid_cross_entropy_with_logits', '_sentinel=None, labels=None, logits=None, name=None'),
  operation(
    'nn.weighted_cross_entropy_with_logits',
    'labels=None, logits=None, pos_weight=None, name=None, targets=None',
  ),
  operation('nn.l2_loss', 't, name=None'),
  operation(
    'nn.l2_normalize',
    'x, axis=None, epsilon=1e-12, name=None, dim=None',
    ['math.l2_normalize', 'linalg.l2_normalize'],
    { shape: 'first' },
  ),
  operation('nn.dropout', 'x, keep_prob=None, noise_shape=None, seed=None, name=None, rate=None', [], {
    shape: 'first',
  }),
  operation('nn.bias_add', 'value, bias, data_format=None, name=None', [], { shape: 'first' }),
  operation('nn.xw_plus_b', 'x, weights, biases, name=None'),
  operation('nn.relu_layer', 'x, weights, biases, name=None'),
  operation(
    'nn.conv2d',
    "input, filter=None, strides=None, padding=None, use_cudnn_on_gpu=True, data_format='NHWC', dilations=None, name=None, filters=None",
    ['nn.conv2d_v1'],
    { shape: 'windows' },
  ),
  operation('nn.atrous_conv2d', 'value, filters, rate, padding, name=None'),
  operation(
    'nn.conv2d_transpose',
    "value=None, filter=None, output_shape=None, strides=None, padding='SAME', data_format='NHWC', name=None, input=None, filters=None, dilations=None",
    ['nn.conv2d_transpose_v1'],
    { shape: 'given' },
  ),
  operation(
    'nn.depthwise_conv2d',
    'input, filter, strides, padding, rate=None, name=None, data_format=None, dilations=None',
    ['nn.depthwise_conv2d_native'],
    { shape: 'windows-by-channel' },
  ),
  operation(
    'nn.separable_conv2d',
    'input, depthwise_filter, pointwise_filter, strides, padding, rate=None, name=None, data_format=None, dilations=None',
    [],
    { shape: 'windows-by-channel' },
  ),
  operation(
    'nn.max_pool',
    "value=None, ksize=None, strides=None, padding=None, data_format='NHWC', name=None, input=None",
    ['nn.max_pool2d'],
    { shape: 'windows' },
  ),
  operation(
    'nn.avg_pool',
    "value=None, ksize=None, strides=None, padding=None, data_format='NHWC', name=None, input=None",
    ['nn.avg_pool2d'],
    { shape: 'windows' },
  ),
  operation('nn.moments', 'x, axes, shift=None, name=None, keep_dims=None, keepdims=None'),
  operation('nn.batch_normalization', 'x, mean, variance, offset, scale, variance_epsilon, name=None'),
  operation('nn.in_top_k', 'predictions, targets, k, name=None', ['math.in_top_k']),
  operation(
    'losses.compute_weighted_loss',
    "losses, weights=1.0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights'",
  ),
  operation(
    'losses.mean_squared_error',
    "labels, predictions, weights=1.0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights'",
  ),
  operation(
    'losses.absolute_difference',
    "labels, predictions, weights=1.0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights'",
  ),
  operation(
    'losses.log_loss',
    "labels, predictions, weights=1.0, epsilon=1e-7, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights'",
  ),
  operation(
    'losses.huber_loss',
    "labels, predictions, weights=1.0, delta=1.0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights'",
  ),
  operation(
    'losses.hinge_loss',
    "labels, logits, weights=1.0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights'",
  ),
  operation(
    'losses.sigmoid_cross_entropy',
    "multi_class_labels, logits, weights=1.0, label_smoothing=0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights'",
  ),
  operation(
    'losses.softmax_cross_entropy',
    "onehot_labels, logits, weights=1.0, label_smoothing=0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights'",
  ),
  operation(
    'losses.sparse_softmax_cross_entropy',
    "labels, logits, weights=1.0, scope=None, loss_collection='losses', reduction='weighted_sum_by_nonzero_weights'",
  ),
  operation('losses.add_loss', "loss, loss_collection='losses'"),
  operation('losses.get_losses', "scope=None, loss_collection='losses'"),
  operation('losses.get_regularization_losses', 'scope=None'),
  operation('losses.get_total_loss', "add_regularization_losses=True, name='total_loss', scope=None"),
  operation('losses.get_regularization_loss', "scope=None, name='total_regularization_loss'"),
  operation(
    'layers.dense',
    "inputs, units, activation=None, use_bias=True, kernel_initializer=None, bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, trainable=True, name=None, reuse=None, **",
    [],
    { shape: 'units' },
  ),
  operation(
    'layers.conv2d',
    "inputs, filters, kernel_size, strides=1, padding='valid', data_format='channels_last', dilation_rate=1, activation=None, use_bias=True, kernel_initializer=None, bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, trainable=True, name=None, reuse=None, **",
    [],
    { shape: 'layer-windows' },
  ),
  operation(
    'layers.max_pooling2d',
    "inputs, pool_size, strides, padding='valid', data_format='channels_last', name=None",
    [],
    { shape: 'layer-windows' },
  ),
  operation(
    'layers.average_pooling2d',
    "inputs, pool_size, strides, padding='valid', data_format='channels_last', name=None",
    [],
    { shape: 'layer-windows' },
  ),
  operation(
    'layers.flatten',
    'inputs, name=None, **',
    ['contrib.layers.flatten', 'contrib.slim.flatten', 'slim.flatten'],
    { shape: 'flattened' },
  ),
  operation('layers.dropout', 'inputs, rate=0.5, noise_shape=None, seed=None, training=False, name=None', [], {
    shape: 'first',
  }),
  operation(
    'layers.batch_normalization',
    "inputs, axis=-1, momentum=0.99, epsilon=1e-3, center=True, scale=True, beta_initializer='zeros', gamma_initializer='ones', moving_mean_initializer=None, moving_variance_initializer=None, beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, training=False, trainable=True, name=None, reuse=None, **",
    [],
    { shape: 'first' },
  ),
  operation(
    'contrib.layers.fully_connected',
    "inputs, num_outputs, activation_fn='nn.relu', normalizer_fn=None, normalizer_params=None, weights_initializer=None, weights_regularizer=None, biases_initializer='zeros', biases_regularizer=None, reuse=None, variables_collections=None, outputs_collections=None, trainable=True, scope=None",
    ['contrib.slim.fully_connected', 'slim.fully_connected'],
    { shape: 'units' },
  ),
];
